package org.partnerportal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * No parameter is longer, or comes more often, than the API document says, and none has a control
 * character in it.
 */
final class RequestBounds implements HandlerInterceptor {

    static final int PATH = 128;
    static final int VALUES = 20;
    private static final int CURSOR = 2048;
    private static final int TEXT = 256;

    /** The longest value of a query parameter. */
    static int of(String name) {
        return name.equals("cursor") ? CURSOR : TEXT;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap()
                .forEach((name, values) -> {
                    if (values.length > VALUES) {
                        throw WebRefusal.BAD_PARAMETER.because(shown(name), "");
                    }
                    for (String value : values) {
                        if (value.length() > of(name) || !PlainJson.isPlain(value)) {
                            throw WebRefusal.BAD_PARAMETER.because(shown(name), "");
                        }
                    }
                });
        return true;
    }

    private static String shown(String name) {
        return name.length() <= TEXT ? name : name.substring(0, TEXT);
    }
}
