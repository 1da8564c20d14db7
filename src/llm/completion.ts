/** What a model has written after a prompt. */
export interface Completion {
  tokenIds: number[];
  /** Of each token under the model at temperature 1. */
  logprobs: number[];
  /** Ended by a stop token, not by running out of room. */
  isFinished: boolean;
}
