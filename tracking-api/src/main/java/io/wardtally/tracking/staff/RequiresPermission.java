package io.wardtally.tracking.staff;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The permission without which an operation is denied. Where several are named, any one opens the door. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    /** The permissions, any of which is enough to be let in; what is done inside may need a particular one. */
    Permission[] value();
}
