/** The publications behind the closing lesson, numbered in this order; in Chinese "et al." is 等. */
import type { Source } from '../kit.ts';

export const sources = {
  brains: {
    authors: 'Jeff Hawkins',
    title: 'A Thousand Brains: A New Theory of Intelligence',
    venue: 'Basic Books',
    year: 2021,
    url: 'https://www.publishersweekly.com/9781541675810',
  },
  othello: {
    authors: 'Li et al.',
    title: 'Emergent World Representations: Exploring a Sequence Model Trained on a Synthetic Task',
    year: 2022,
    url: 'https://arxiv.org/abs/2210.13382',
  },
  symbolic: {
    authors: 'Mirzadeh et al.',
    title: 'GSM-Symbolic: Understanding the Limitations of Mathematical Reasoning in Large Language Models',
    year: 2024,
    url: 'https://arxiv.org/abs/2410.05229',
  },
  llama: {
    authors: 'Grattafiori et al.',
    title: 'The Llama 3 Herd of Models',
    year: 2024,
    url: 'https://arxiv.org/abs/2407.21783',
  },
  instruct: {
    authors: 'Ouyang et al.',
    title: 'Training language models to follow instructions with human feedback',
    year: 2022,
    url: 'https://arxiv.org/abs/2203.02155',
  },
  r1: {
    authors: 'DeepSeek-AI',
    title: 'DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning (R1-Zero, AIME 2024)',
    year: 2025,
    url: 'https://arxiv.org/abs/2501.12948',
  },
  gpt4: { authors: 'OpenAI', title: 'GPT-4 Technical Report', year: 2023, url: 'https://arxiv.org/abs/2303.08774' },
  agent: {
    authors: 'Yang et al.',
    title: 'SWE-agent: Agent-Computer Interfaces Enable Automated Software Engineering',
    year: 2024,
    url: 'https://arxiv.org/abs/2405.15793',
  },
} satisfies Record<string, Source>;

export const sourcesInChinese = Object.fromEntries(
  Object.entries(sources).map(([name, source]) => [
    name,
    { ...source, authors: source.authors.replace('et al.', '等') },
  ]),
) as Record<keyof typeof sources, Source>;
