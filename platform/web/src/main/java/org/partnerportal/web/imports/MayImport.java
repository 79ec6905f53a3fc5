package org.partnerportal.web.imports;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles that may use an {@link ImportController}. A rule of Spring Security on the subclass
 * would not do: it holds for the methods that are declared there, and these are inherited.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayImport {

    String[] value();
}
