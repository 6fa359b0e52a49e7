import { configureClient, createOneTimePasswordTokenRequest } from "@epcc-sdk/sdks-shopper";
import { answerSubmit } from "../static_form.js";

const { auth } = configureClient({ baseUrl: location.origin }, { clientId: "bench" });
auth.getValidAccessToken();

answerSubmit(async (username) => {
  await createOneTimePasswordTokenRequest({
    path: {
      realmId: "5e4f7b1c-0000-4000-8000-000000000001",
      passwordProfileId: "5e4f7b1c-0000-4000-8000-000000000002",
    },
    body: { type: "one_time_password_token_request", username, purpose: "reset_password" },
    throwOnError: true,
  });
});
