package io.wardtally.tracking.core.staff;

import static io.wardtally.tracking.core.kernel.Commands.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.kernel.Access;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.kernel.Rule;
import io.wardtally.tracking.core.kernel.RuleResult;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Competence;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Training;
import io.wardtally.tracking.staff.TrainingRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Training service: who was trained in what, as one person may see and record it. */
public final class TrainingService implements Training {

    private static final AnswerCodec<TrainingRecord> ANSWER = AnswerCodec.of(TrainingRecord.class);

    private final Kernel kernel;
    private final Qualifications qualifications;
    private final Caller caller;

    /** The trainings as this person sees them. */
    public TrainingService(Kernel kernel, Qualifications qualifications, Caller caller) {
        this.kernel = kernel;
        this.qualifications = qualifications;
        this.caller = caller;
    }

    @Override
    public TrainingRecord get(String person) {
        Check.id("person", person);
        return kernel.access()
                .somewhere(
                        caller.actor(),
                        () -> {
                            Reach reach = kernel.access().reach(caller.actor(), Permission.SEE_TRAINING);
                            if (!TrainingRules.maySee(caller.actor(), reach, person)) {
                                throw Access.denied(caller.actor(), Permission.SEE_TRAINING);
                            }
                            return qualifications.of(person);
                        },
                        Permission.SEE_TRAINING);
    }

    @Override
    public TrainingRecord record(String person, Competence competence) {
        given("competence", competence);
        return change(person, on -> TrainingRules.record(on, competence), content("train", person, competence));
    }

    @Override
    public TrainingRecord revoke(String person, String course, String reason) {
        Check.name("course", course);
        text("reason", reason);
        return change(
                person, on -> TrainingRules.revoke(on, course, reason), content("revoke", person, course, reason));
    }

    private TrainingRecord change(String person, Rule<TrainingRecord> rule, List<@Nullable Object> content) {
        Rule<TrainingRecord> here = on -> {
            RuleResult<TrainingRecord> ruling = rule.decide(on);
            if (qualifications.areKeptElsewhere()) {
                throw new TrackingException.Conflict(Code.KEPT_ELSEWHERE, Message.of("training.kept-elsewhere"));
            }
            return ruling;
        };
        return kernel.commands()
                .change(
                        new Command<>(caller, Qualifications.key(person), ANSWER, here, content),
                        Permission.RECORD_TRAINING);
    }
}
