// Something that the person who runs a script can put right: told in plain words, without a stack trace.
export class Problem extends Error {
  /** @param {string[]} details what to do, or what exactly is wrong, a line each */
  constructor(sentence, ...details) {
    super(sentence);
    this.details = details;
  }

  get text() {
    return [this.message, ...this.details.map((line) => `       ${line}`)].join("\n");
  }
}
