// Hanko has no page for forgotten passwords alone: whoever forgot one begins where everybody signs in, with an address.
import { register } from "@teamhanko/hanko-elements";

/** @type {Element} */ (document.getElementById("root")).append(document.createElement("hanko-auth"));
await register(location.origin);
