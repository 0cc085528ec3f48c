/** What MedEquip, a vendor that does not exist, knows of its ventilator VB-500, which does not exist either. */
@NullMarked
package com.medequip.atlas;

import org.jspecify.annotations.NullMarked;
