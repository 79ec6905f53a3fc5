package org.partnerportal.stack.security;

import java.util.Map;
import java.util.stream.Collectors;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.security.Operation.Parameter;

/** Requests that are right in every respect but one. */
final class Requests {

    /** What an upload needs to be looked at, by the path that takes it. */
    private static final Map<String, String> FILES =
            Map.of(
                    "/api/v1/partner-imports", "name,country\n",
                    "/api/v1/product-imports", "code,name\n",
                    "/api/v1/deal-imports",
                            "externalId,partnerId,customer,productCode,registeredOn\n");

    private Requests() {}

    /** As the document describes it: the example as the body, and the headers that it asks for. */
    static Request valid(Operation operation, String path) {
        Request request = Request.of(operation.method(), path + requiredQuery(operation));
        if (operation.needs("If-Match")) {
            request = request.with("If-Match", "\"1\"");
        }
        if (operation.needs("X-Applicant-Token")) {
            request = request.with("X-Applicant-Token", "none");
        }
        if (operation.body().isEmpty()) {
            return request;
        }
        Operation.Body body = operation.body().get();
        return body.isJson()
                ? request.json(body.example().toString())
                : Multipart.file("check.csv", FILES.getOrDefault(operation.path(), "text"))
                        .on(request);
    }

    private static String requiredQuery(Operation operation) {
        String query =
                operation.in("query").stream()
                        .filter(Parameter::required)
                        // A map of whatever else is given.
                        .filter(it -> !it.schema().path("type").asString("").equals("object"))
                        .map(it ->
                                it.name()
                                        + "="
                                        + Call.encoded(
                                                ApiDocuments.example(it.schema()).asString("")))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
