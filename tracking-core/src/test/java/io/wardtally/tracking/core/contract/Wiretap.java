package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** A store that hears all that is said to and by another, and fails on demand. */
final class Wiretap {

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Store store;
    private int calls;
    private int failing = -1;
    private boolean afterwards;
    private UnaryOperator<RememberedAnswer> forge = UnaryOperator.identity();

    Wiretap(Store inner) {
        this.store = tapped(inner);
    }

    private Store tapped(Store inner) {
        return (Store) Proxy.newProxyInstance(Store.class.getClassLoader(), kinds(inner), (proxy, method, args) -> {
            if (method.getName().equals("background")) {
                return inner.background().map(this::tapped);
            }
            if (method.getName().equals("journal") || method.getName().equals("derived")) {
                return tappedPart(method.invoke(inner, args), method.getReturnType());
            }
            if (method.getName().equals("afterCommit") || method.getDeclaringClass() != Store.class) {
                return method.invoke(inner, args);
            }
            return listen(inner, method, args);
        });
    }

    private Object tappedPart(Object part, Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> listen(part, method, args));
    }

    /** What a store in front of this one has to be. */
    static Class<?>[] kinds(Store inner) {
        return inner instanceof Hosting ? new Class<?>[] {Store.class, Hosting.class} : new Class<?>[] {Store.class};
    }

    private Object listen(Object inner, Method method, Object[] args) throws Throwable {
        boolean fail = ++calls == failing;
        if (args != null) {
            heard.addAll(Texts.in(Arrays.asList(args)));
        }
        if (fail && !afterwards) {
            throw failure();
        }
        try {
            Object answer = forged(method.invoke(inner, args));
            heard.addAll(Texts.in(answer));
            if (fail) {
                throw failure();
            }
            return answer;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Gives another answer than the one that was kept for a request. */
    void answerWith(UnaryOperator<RememberedAnswer> edit) {
        forge = edit;
    }

    private Object forged(Object answer) {
        return answer instanceof FoundDossiers found && found.earlier() != null
                ? new FoundDossiers(found.dossiers(), forge.apply(found.earlier()), found.revision(), found.facility())
                : answer;
    }

    /** The store to use. */
    Store store() {
        return store;
    }

    /** Fails the k-th call from here, before or after its effect. */
    void failCall(int k, boolean afterItsEffect) {
        calls = 0;
        failing = k;
        afterwards = afterItsEffect;
    }

    /** Whether the call that was to fail has come. */
    boolean failed() {
        return failing > 0 && calls >= failing;
    }

    /** Every text that went in or out. */
    List<String> heard() {
        return heard;
    }

    private static TrackingException failure() {
        return new TrackingException.Failure(TrackingException.Code.STORE_FAILED, Message.of("the store failed"));
    }
}
