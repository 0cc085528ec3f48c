package io.wardtally.tracking.core.kernel;

/**
 * A rule that adds further effects to what was decided, in the same commit: a return makes a device await cleaning. It is a pure
 * function of the case and the effects.
 *
 * <p>Reactions are asked once each, in the order of the features. None is asked again because of another.
 */
@FunctionalInterface
public interface Reaction {

    /**
     * The effects with what follows from them.
     *
     * @param on the case before the decision, of the subject of these effects
     * @param decided what was decided, with what earlier reactions have added
     */
    Effects react(Case on, Effects decided);
}
