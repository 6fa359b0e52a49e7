// SuperTokens' own page for forgotten passwords, set up as its quick start says for e-mail address and password.
import { createRoot } from "react-dom/client";
import SuperTokens, { SuperTokensWrapper } from "supertokens-auth-react";
import EmailPassword from "supertokens-auth-react/recipe/emailpassword";
import { EmailPasswordPreBuiltUI } from "supertokens-auth-react/recipe/emailpassword/prebuiltui";
import Session from "supertokens-auth-react/recipe/session";
import { getRoutingComponent } from "supertokens-auth-react/ui";

SuperTokens.init({
  appInfo: {
    appName: "Bench",
    apiDomain: location.origin,
    apiBasePath: "/api",
    websiteDomain: location.origin,
    websiteBasePath: "/auth",
  },
  recipeList: [EmailPassword.init(), Session.init()],
});

createRoot(/** @type {Element} */ (document.getElementById("root"))).render(
  <SuperTokensWrapper>{getRoutingComponent([EmailPasswordPreBuiltUI])}</SuperTokensWrapper>,
);
