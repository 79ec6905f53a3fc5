// Shows the documents of all services and signs in with an authorization code and PKCE.
fetch("/docs/setup")
  .then((answer) => answer.json())
  .then((setup) => {
    const page = SwaggerUIBundle({
      urls: setup.urls,
      dom_id: "#swagger-ui",
      deepLinking: true,
      displayRequestDuration: true,
      persistAuthorization: false,
      validatorUrl: null,
      presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
      layout: "StandaloneLayout",
      oauth2RedirectUrl: location.origin + "/webjars/swagger-ui/oauth2-redirect.html",
    });
    page.initOAuth({
      clientId: setup.clientId,
      scopes: "openid",
      usePkceWithAuthorizationCodeGrant: true,
    });
    window.ui = page;
  });
