import { prepare, requestCode } from "../commerce.js";
import { answerSubmit } from "../static_form.js";

prepare();
answerSubmit(requestCode);
