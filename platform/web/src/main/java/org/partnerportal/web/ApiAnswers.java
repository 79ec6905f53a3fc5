package org.partnerportal.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refusal;
import org.partnerportal.web.imports.MayImport;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * What each operation can answer: the statuses and headers that its code leads to, and every
 * problem code by status.
 */
final class ApiAnswers {

    static final String CODES = "x-problem-codes";
    static final String ROLES = "x-roles";
    private static final String RESPONSES = "#/components/responses/";
    private static final Pattern ROLE = Pattern.compile("'([a-z-]+)'");

    /** Answers that are the same everywhere: who asks, the limits, and what is away. */
    private static final Map<Integer, Set<String>> COMMON =
            Map.of(
                    401,
                    Set.of(
                            "security.token-missing",
                            "security.token-invalid",
                            "security.contradictory-token"),
                    429,
                    Set.of("gateway.too-many-requests"),
                    500,
                    Set.of("common.internal-error"),
                    503,
                    Set.of(
                            "common.store-unavailable",
                            "security.identity-unavailable",
                            "gateway.service-unavailable"),
                    504,
                    Set.of("gateway.timeout"));

    private static final Map<Integer, String> MEANINGS =
            Map.ofEntries(
                    Map.entry(400, "The input is wrong; errors names the fields"),
                    Map.entry(401, "No token, or none that is good here"),
                    Map.entry(403, "The role does not allow it"),
                    Map.entry(404, "No such thing, or another organisation's"),
                    Map.entry(409, "Not in this state; allowedActions names what is possible"),
                    Map.entry(412, "Someone changed it meanwhile"),
                    Map.entry(413, "The body is too large"),
                    Map.entry(415, "Not a media type that is understood here"),
                    Map.entry(422, "The Idempotency-Key came before with another body"),
                    Map.entry(428, "If-Match is missing"),
                    Map.entry(429, "Too many requests; Retry-After says when to go on"),
                    Map.entry(500, "A failure of ours; quote the correlation id"),
                    Map.entry(503, "Something that this needs is away; try again"),
                    Map.entry(504, "No answer in time; look before you repeat a change"));

    private final ReachableCode code;
    private final MessageSource texts;
    private final SortedSet<String> mentioned = new TreeSet<>();
    private final Map<String, Integer> statuses = new TreeMap<>();

    ApiAnswers(ReachableCode code, MessageSource texts) {
        this.code = code;
        this.texts = texts;
        COMMON.forEach((status, codes) -> codes.forEach(name -> mention(name, status)));
    }

    void describe(Operation operation, HandlerMethod method) {
        ReachableCode.Found found =
                code.from(method.getBeanType(), method.getMethod(), given(method));
        success(operation, found.calls());
        SortedMap<Integer, SortedSet<String>> codes = new TreeMap<>();
        boolean body = operation.getRequestBody() != null;
        boolean changes = takes(method, Expected.class);
        codes.computeIfAbsent(400, _ -> new TreeSet<>()).add("request.rejected");
        add(codes, 403, CommonRefusal.FORBIDDEN.code(), WebRefusal.NOT_A_MEMBER.code());
        add(codes, 404, CommonRefusal.NOT_FOUND.code());
        if (body) {
            if (hasParameter(method, RequestBody.class)) {
                add(codes, 400, WebRefusal.MALFORMED_JSON.code(), WebRefusal.INVALID_FIELDS.code());
            }
            add(codes, 413, "request.body-too-large");
            add(codes, 415, "request.unsupported-media-type");
        }
        if (takes(method, PageRequest.class)) {
            add(codes, 400, WebRefusal.BAD_CURSOR.code(), WebRefusal.BAD_PARAMETER.code());
        }
        if (hasParameter(method, RequestParam.class)) {
            add(codes, 400, WebRefusal.BAD_PARAMETER.code());
        }
        if (method.hasMethodAnnotation(PostMapping.class)) {
            add(codes, 400, WebRefusal.BAD_IDEMPOTENCY_KEY.code());
            add(codes, 422, CommonRefusal.IDEMPOTENCY_KEY_REUSED.code());
        }
        if (changes) {
            add(codes, 400, WebRefusal.BAD_IF_MATCH.code());
            add(codes, 412, CommonRefusal.STALE_VERSION.code());
            add(codes, 428, "request.if-match-required");
        }
        for (Refusal refusal : found.refusals()) {
            add(codes, Problems.status(refusal.kind()).value(), refusal.code());
        }
        COMMON.forEach((status, common) ->
                codes.merge(
                        status,
                        new TreeSet<>(common),
                        (own, all) -> {
                            own.addAll(all);
                            return own;
                        }));
        ApiResponses responses = operation.getResponses();
        codes.forEach((status, names) -> {
            names.forEach(name -> mention(name, status));
            responses.addApiResponse(
                    Integer.toString(status),
                    names.equals(COMMON.get(status))
                            ? new ApiResponse().$ref(RESPONSES + nameOf(status))
                            : problem(status, names));
        });
        roles(operation, method);
    }

    private void mention(String name, int status) {
        mentioned.add(name);
        statuses.put(name, status);
    }

    private static void add(
            SortedMap<Integer, SortedSet<String>> codes, int status, String... names) {
        codes.computeIfAbsent(status, _ -> new TreeSet<>()).addAll(List.of(names));
    }

    /** The statuses and headers that the controller's own code builds. */
    private static void success(Operation operation, Set<String> calls) {
        ApiResponse answer = operation.getResponses().get("200");
        if (answer == null) {
            return;
        }
        boolean entity = calls.stream().anyMatch(call -> call.contains("ResponseEntity"));
        String name = entity ? "org/springframework/http/ResponseEntity." : "";
        var found = new TreeMap<String, String>();
        if (entity && calls.contains(name + "created")) {
            found.put("201", "Created; Location says where");
        }
        if (entity && calls.contains(name + "accepted")) {
            found.put("202", "Accepted and under way");
        }
        if (entity && calls.contains(name + "noContent")) {
            found.put("204", "Done");
        }
        if (!entity || calls.contains(name + "ok") || found.isEmpty()) {
            found.put("200", "As asked");
        }
        if (calls.stream().anyMatch(call -> call.endsWith(".eTag"))) {
            header(answer, "ETag");
        }
        boolean located = calls.stream().anyMatch(call -> call.endsWith(".location"));
        operation.getResponses().remove("200");
        found.forEach((status, meaning) -> {
            var one =
                    new ApiResponse()
                            .description(
                                    answer.getDescription() == null
                                                    || answer.getDescription().equals("OK")
                                            ? meaning
                                            : answer.getDescription())
                            .content(answer.getContent());
            if (answer.getHeaders() != null) {
                answer.getHeaders().forEach(one::addHeaderObject);
            }
            if (status.equals("201") || (status.equals("202") && located)) {
                header(one, "Location");
            }
            limits(one);
            operation.getResponses().addApiResponse(status, one);
        });
    }

    private static void limits(ApiResponse answer) {
        header(answer, "RateLimit");
        header(answer, "RateLimit-Policy");
        header(answer, CorrelationFilter.HEADER);
    }

    private static void header(ApiResponse answer, String name) {
        answer.addHeaderObject(name, new Header().$ref("#/components/headers/" + name));
    }

    private static ApiResponse problem(int status, Collection<String> names) {
        var examples = new LinkedHashMap<String, Example>();
        names.forEach(
                name -> examples.put(name, new Example().$ref("#/components/examples/" + name)));
        var answer =
                new ApiResponse()
                        .description(
                                MEANINGS.getOrDefault(status, "Refused")
                                        + ". Codes: `"
                                        + String.join("`, `", names)
                                        + "`.")
                        .content(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(
                                                                new Schema<>()
                                                                        .$ref(
                                                                                "#/components/schemas/Problem"))
                                                        .examples(examples)));
        answer.addExtension(CODES, List.copyOf(names));
        limits(answer);
        if (status == 429 || status == 503) {
            header(answer, "Retry-After");
        }
        return answer;
    }

    private static String nameOf(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 429 -> "TooManyRequests";
            case 500 -> "Failure";
            case 503 -> "Unavailable";
            default -> "Timeout";
        };
    }

    /** Who may call it, as the code says it. */
    private static void roles(Operation operation, HandlerMethod method) {
        if (operation.getSecurity() != null && operation.getSecurity().isEmpty()) {
            describe(operation, "No token is needed.");
            return;
        }
        PreAuthorize rule =
                AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), PreAuthorize.class);
        if (rule == null) {
            rule =
                    AnnotatedElementUtils.findMergedAnnotation(
                            method.getBeanType(), PreAuthorize.class);
        }
        var roles = new LinkedHashSet<String>();
        MayImport imports =
                AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), MayImport.class);
        if (imports != null) {
            roles.addAll(List.of(imports.value()));
        } else if (rule != null && rule.value().contains("Role")) {
            var matcher = ROLE.matcher(rule.value());
            while (matcher.find()) {
                roles.add(matcher.group(1));
            }
        }
        if (roles.isEmpty()) {
            describe(operation, "For every caller with a token; what is not theirs is 404.");
            return;
        }
        operation.addExtension(ROLES, List.copyOf(roles));
        describe(operation, "Roles: " + String.join(", ", roles) + ".");
    }

    private static void describe(Operation operation, String more) {
        String text = operation.getDescription();
        operation.setDescription(text == null || text.isBlank() ? more : text + "\n\n" + more);
    }

    /** The answers that are the same everywhere, and an example of every problem. */
    void complete(Components components) {
        COMMON.forEach((status, names) ->
                components.addResponses(nameOf(status), problem(status, new TreeSet<>(names))));
        for (String name : mentioned) {
            components.addExamples(name, example(name, statuses.getOrDefault(name, 400)));
        }
    }

    private Example example(String name, int status) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", Problems.TYPE + name);
        problem.put(
                "title",
                text("problem.title." + status, HttpStatus.valueOf(status).getReasonPhrase()));
        problem.put("status", status);
        problem.put("detail", text(name, MEANINGS.getOrDefault(status, "Refused")));
        problem.put("code", name);
        problem.put("correlationId", "6f1f4a52-0001-4a00-8000-000000000001");
        if (name.equals(WebRefusal.INVALID_FIELDS.code())) {
            problem.put(
                    "errors",
                    List.of(
                            Map.of(
                                    "pointer",
                                    "/name",
                                    "code",
                                    "field.required",
                                    "detail",
                                    text("field.required", ""))));
        }
        return new Example().summary(text(name, name)).value(problem);
    }

    private String text(String name, String otherwise) {
        Object[] gaps = {"…", "…", "…", "…"};
        return String.valueOf(texts.getMessage(name, gaps, otherwise, Locale.ENGLISH)).strip();
    }

    static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static boolean hasParameter(
            HandlerMethod method, Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    /** Types that are read from the request: their own rules can refuse it. */
    private static Set<Class<?>> given(HandlerMethod method) {
        var types = new LinkedHashSet<Class<?>>();
        for (var parameter : method.getMethodParameters()) {
            collect(parameter.getParameterType(), types);
        }
        types.remove(Caller.class);
        types.remove(PageRequest.class);
        return types;
    }

    private static void collect(java.lang.reflect.@Nullable Type type, Set<Class<?>> types) {
        if (type instanceof ParameterizedType generic) {
            for (var argument : generic.getActualTypeArguments()) {
                collect(argument, types);
            }
        }
        if (type instanceof Class<?> one
                && one.getName().startsWith("org.partnerportal.")
                && types.add(one)
                && one.isRecord()) {
            var components = new ArrayList<>(List.of(one.getRecordComponents()));
            components.stream()
                    .map(RecordComponent::getGenericType)
                    .forEach(part -> collect(part, types));
        }
    }
}
