package org.partnerportal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Refusal;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * What a method can come to, read from the byte code that it can reach: so that a document that
 * lists refusals cannot forget one.
 *
 * <p>Calls are followed through our own classes; a call of an interface or of a class with subtypes
 * goes to the subtypes that it permits and to the beans that implement it.
 */
final class ReachableCode {

    private static final String OURS = "org/partnerportal/";

    private final ClassLoader loader;
    private final Function<Class<?>, Collection<Class<?>>> beans;
    private final Map<String, Code> classes = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();

    /**
     * @param beans the classes of the beans of a type
     */
    ReachableCode(ClassLoader loader, Function<Class<?>, Collection<Class<?>>> beans) {
        this.loader = loader;
        this.beans = beans;
    }

    /**
     * What was found on the way.
     *
     * @param refusals that may be thrown
     * @param calls of methods that are not ours, as {@code owner.name}, made by the starting class
     *     itself, by what it inherits and by {@link Answers}
     */
    record Found(Set<Refusal> refusals, Set<String> calls) {}

    /**
     * Follows a method and the reading of what it is given.
     *
     * @param given types whose constructors and factories run before the method does
     */
    Found from(Class<?> owner, Method method, Collection<Class<?>> given) {
        var refusals = new LinkedHashSet<Refusal>();
        var calls = new HashSet<String>();
        var seen = new HashSet<Call>();
        var open = new ArrayDeque<Call>();
        open.add(
                new Call(
                        Type.getInternalName(owner),
                        method.getName() + Type.getMethodDescriptor(method)));
        for (Class<?> type : given) {
            Code code = code(Type.getInternalName(type));
            if (code != null) {
                code.methods().keySet().stream()
                        .filter(name -> name.startsWith("<init>") || name.startsWith("of("))
                        .forEach(name -> open.add(new Call(Type.getInternalName(type), name)));
            }
        }
        Set<String> edge = new HashSet<>(Set.of(Type.getInternalName(Answers.class)));
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            edge.add(Type.getInternalName(type));
        }
        while (!open.isEmpty()) {
            Call call = open.pop();
            if (!call.owner().startsWith(OURS) || !seen.add(call)) {
                continue;
            }
            subtypesOf(call.owner())
                    .forEach(subtype -> open.add(new Call(subtype, call.signature())));
            Code code = code(call.owner());
            if (code == null) {
                continue;
            }
            Body body = code.methods().get(call.signature());
            if (body == null) {
                code.parents().forEach(parent -> open.add(new Call(parent, call.signature())));
                continue;
            }
            body.constants().stream()
                    .filter(field -> isRefusal(field.owner()))
                    .map(this::refusal)
                    .forEach(refusals::add);
            for (Call next : body.calls()) {
                if (edge.contains(call.owner()) && !next.owner().startsWith(OURS)) {
                    calls.add(next.owner() + "." + next.name());
                }
                open.add(next);
            }
        }
        return new Found(refusals, calls);
    }

    private Set<String> subtypesOf(String owner) {
        return subtypes.computeIfAbsent(
                owner,
                name -> {
                    Code code = code(name);
                    if (code == null) {
                        return Set.of();
                    }
                    var found = new LinkedHashSet<>(code.permitted());
                    if (code.extensible()) {
                        Class<?> type = ClassUtils.resolveClassName(named(name), loader);
                        beans.apply(type).stream()
                                .filter(bean -> bean != type)
                                .map(Type::getInternalName)
                                .forEach(found::add);
                    }
                    return found;
                });
    }

    private static String named(String internal) {
        return internal.replace('/', '.');
    }

    private Refusal refusal(Field field) {
        Class<?> type = ClassUtils.resolveClassName(named(field.owner()), loader);
        for (Object constant : type.getEnumConstants()) {
            if (constant instanceof Enum<?> named
                    && named.name().equals(field.name())
                    && constant instanceof Refusal refusal) {
                return refusal;
            }
        }
        throw new IllegalStateException("No refusal " + field);
    }

    private boolean isRefusal(String owner) {
        Code code = code(owner);
        return code != null
                && code.parents().stream()
                        .anyMatch(parent -> parent.equals(Type.getInternalName(Refusal.class)));
    }

    private @Nullable Code code(String owner) {
        if (!owner.startsWith(OURS)) {
            return null;
        }
        Code known = classes.get(owner);
        if (known == null) {
            known = read(owner);
            classes.put(owner, known);
        }
        return known;
    }

    private Code read(String owner) {
        try (InputStream bytes = loader.getResourceAsStream(owner + ".class")) {
            if (bytes == null) {
                throw new IllegalStateException("No class " + owner);
            }
            var visitor = new Reader();
            new ClassReader(bytes)
                    .accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return visitor.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A method of a class; the signature is its name and descriptor. */
    private record Call(String owner, String signature) {

        String name() {
            return signature.substring(0, signature.indexOf('('));
        }
    }

    private record Field(String owner, String name) {}

    /**
     * @param constants of classes of their own type, enums among them
     */
    private record Body(List<Call> calls, Set<Field> constants) {}

    /**
     * @param extensible whether classes that it does not name may extend it
     */
    private record Code(
            List<String> parents,
            Set<String> permitted,
            boolean extensible,
            Map<String, Body> methods) {}

    private static final class Reader extends ClassVisitor {

        private final List<String> parents = new ArrayList<>();
        private final Set<String> permitted = new LinkedHashSet<>();
        private final Map<String, Body> methods = new HashMap<>();
        private boolean extensible;

        Reader() {
            super(Opcodes.ASM9);
        }

        Code code() {
            return new Code(parents, permitted, extensible && permitted.isEmpty(), methods);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            extensible = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) != 0;
            if (superName != null) {
                parents.add(superName);
            }
            if (interfaces != null) {
                parents.addAll(List.of(interfaces));
            }
        }

        @Override
        public void visitPermittedSubclass(String subclass) {
            permitted.add(subclass);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            var body = new Body(new ArrayList<>(), new HashSet<>());
            methods.put(name + descriptor, body);
            return new BodyReader(body);
        }
    }

    private static final class BodyReader extends MethodVisitor {

        private final Body body;

        BodyReader(Body body) {
            super(Opcodes.ASM9);
            this.body = body;
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            body.calls().add(new Call(owner, name + descriptor));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC && descriptor.equals("L" + owner + ";")) {
                body.constants().add(new Field(owner, name));
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle && handle.getDesc().startsWith("(")) {
                    body.calls()
                            .add(new Call(handle.getOwner(), handle.getName() + handle.getDesc()));
                }
            }
        }
    }
}
