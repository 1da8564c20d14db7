/** The words of the field in plain words, in English. Its keys are the terms that every language must explain. */

export interface GlossaryEntry {
  name: string;
  text: string;
}

export const glossary = {
  languageModel: {
    name: 'language model',
    text: 'A program that, given some text, says how likely each possible next token is. Large ones are called LLMs.',
  },
  token: {
    name: 'token',
    text: 'A piece of text with a number of its own: a common word, a syllable, a letter, or a single byte. Models read and write tokens, not letters.',
  },
  vocabulary: { name: 'vocabulary', text: 'All the tokens that a model has, each with its number.' },
  byte: {
    name: 'byte',
    text: 'A number from 0 to 255. Computers store text as bytes: an English letter takes one, a Chinese character three.',
  },
  bytePairEncoding: {
    name: 'byte-pair encoding',
    text: 'How a vocabulary is made: count which two neighboring tokens occur together most often, make them one new token, and repeat.',
  },
  corpus: { name: 'corpus', text: 'The collection of texts that a model is trained on.' },
  crawl: {
    name: 'crawl',
    text: 'Pages fetched from the web by a program that follows links. Most of them are not fit to learn from.',
  },
  deduplication: {
    name: 'deduplication',
    text: 'Throwing out copies and near copies of the same text, so that the model does not learn them by heart. Near copies are found by comparing short fingerprints of the pages (MinHash).',
  },
  neuralNetwork: {
    name: 'neural network',
    text: 'A long formula of multiplications, additions and a few bends, with very many adjustable numbers in it.',
  },
  parameter: {
    name: 'parameter',
    text: 'One of the adjustable numbers in a network, a knob. What a model has learned is in its parameters and nowhere else.',
  },
  probability: {
    name: 'probability',
    text: 'How likely something is, between 0 and 1 (or 0% and 100%). A model’s probabilities for the next token add up to 1.',
  },
  logit: {
    name: 'logit',
    text: 'The raw score that a network gives each token before the scores are turned into probabilities. Any number; higher means likelier.',
  },
  softmax: {
    name: 'softmax',
    text: 'The formula that turns logits into probabilities: it makes every score positive, keeps their order, and lets them add up to 1.',
  },
  embedding: {
    name: 'embedding',
    text: 'The list of numbers by which a network represents a token. Tokens that are used alike end up with similar lists.',
  },
  attention: {
    name: 'attention',
    text: 'The step in which each token looks back at the tokens before it and takes over something from those that matter to it.',
  },
  head: {
    name: 'head',
    text: 'One of several attentions that run side by side in a layer; each looks for something else.',
  },
  layer: {
    name: 'layer',
    text: 'One round of attention and calculation. A model is a stack of them, each working on the result of the one below.',
  },
  mlp: {
    name: 'MLP',
    text: 'The part of a layer that works on each token by itself, after attention has gathered what it needs (multi-layer perceptron).',
  },
  residualStream: {
    name: 'residual stream',
    text: 'The list of numbers that a token carries from layer to layer. Each layer adds to it and overwrites nothing.',
  },
  context: {
    name: 'context',
    text: 'The tokens that the model has before it. Of anything outside it knows only what is in its parameters.',
  },
  pretraining: {
    name: 'pretraining',
    text: 'The first and longest stage: predicting the next token of a large corpus. Here language and facts are learned.',
  },
  loss: {
    name: 'loss',
    text: 'How surprised the model was by the token that really came: minus the logarithm of the probability it had given it. Training makes it smaller.',
  },
  gradient: {
    name: 'gradient',
    text: 'For each parameter: in which direction, and how strongly, the loss changes when the parameter is turned a little.',
  },
  learningRate: {
    name: 'learning rate',
    text: 'How far the parameters are turned in one step. Too small learns slowly, too large learns nothing.',
  },
  step: { name: 'step', text: 'One round of training: read a batch, measure the loss, nudge every parameter once.' },
  batch: { name: 'batch', text: 'The pieces of text that are read together in one step.' },
  heldOut: {
    name: 'held-out text',
    text: 'Text that the model is never trained on, kept aside to see whether it learns the language or only its pages.',
  },
  memorization: {
    name: 'memorization',
    text: 'Storing a passage so well that it can be repeated word for word. Happens to what was read often.',
  },
  sampling: {
    name: 'sampling',
    text: 'Drawing the next token at random, each token as often as its probability says.',
  },
  temperature: {
    name: 'temperature',
    text: 'How bold the draw is. At 0 the likeliest token is always taken, at 1 the model’s own probabilities hold, above that unlikely tokens come up more often.',
  },
  topK: { name: 'top-k', text: 'Draw only among the k likeliest tokens.' },
  topP: {
    name: 'top-p',
    text: 'Draw only among the likeliest tokens that together reach a share p of the probability.',
  },
  baseModel: {
    name: 'base model',
    text: 'A model that has been pretrained and nothing more. It continues documents; it does not answer.',
  },
  prompt: { name: 'prompt', text: 'The text that the reader puts before the model.' },
  fewShot: {
    name: 'few-shot prompt',
    text: 'A prompt with a few examples of what is wanted, so that the likeliest continuation is one more of the kind.',
  },
  bitsPerByte: {
    name: 'bits per byte',
    text: 'How many bits of surprise a model needs for each byte of text. Plain text takes 8; the better the prediction, the fewer.',
  },
  finetuning: {
    name: 'supervised fine-tuning',
    text: 'Going on with the same training on worked examples: conversations in which the assistant’s part is written down.',
  },
  specialToken: {
    name: 'special token',
    text: 'A token that stands for no text but marks something, such as where a message begins and ends. A reader cannot type one.',
  },
  lossMask: {
    name: 'loss mask',
    text: 'Which tokens of a conversation count in training. Only the assistant’s do: the model is to learn to answer, not to ask.',
  },
  assistant: {
    name: 'assistant',
    text: 'A model fine-tuned to answer, as the people who wrote its examples would have.',
  },
  hallucination: {
    name: 'hallucination',
    text: 'Something false that a model states as if it knew it. It imitates the confident tone of its examples, also where it knows nothing.',
  },
  refusal: {
    name: 'refusal',
    text: 'An answer that declines: “I don’t know.” It has to be learned like any other answer.',
  },
  tool: {
    name: 'tool',
    text: 'A program that the model can call by writing a request, such as a calculator. The result is pasted into its context.',
  },
  reinforcementLearning: {
    name: 'reinforcement learning',
    text: 'Learning from trying: the model answers, the answer is graded, and what worked is made more likely.',
  },
  policy: {
    name: 'policy',
    text: 'The model in reinforcement learning: the rule by which it chooses what to do next.',
  },
  rollout: { name: 'rollout', text: 'One attempt, from the question to the end of the answer.' },
  reward: { name: 'reward', text: 'The grade of an attempt, as a number.' },
  expertIteration: {
    name: 'expert iteration',
    text: 'Sample many attempts, keep the best, train on them as if they were worked examples, repeat. Also called rejection sampling.',
  },
  policyGradient: {
    name: 'policy gradient',
    text: 'Make each attempt likelier or less likely by how much better or worse it did than the average of its group.',
  },
  chainOfThought: {
    name: 'chain of thought',
    text: 'Intermediate steps that a model writes down before its answer. Each of them is context for the next.',
  },
  rewardHacking: {
    name: 'reward hacking',
    text: 'Getting a high reward in a way that was not meant, because the reward measures something a little different from what was wanted.',
  },
  checkpoint: {
    name: 'checkpoint',
    text: 'A model as it was at one moment of its training: a file with all its parameters.',
  },
  seed: {
    name: 'seed',
    text: 'The number from which all chance of a run is derived. The same seed gives the same run again.',
  },
  backend: {
    name: 'backend',
    text: 'What computes: WebGPU uses the graphics chip, WebAssembly the processor. The results agree up to rounding.',
  },
} as const satisfies Record<string, GlossaryEntry>;

export type TermId = keyof typeof glossary;
