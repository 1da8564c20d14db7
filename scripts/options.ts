/** Command-line options, checked; and how a command ends. */

/** The command was called wrongly: told with its usage, exit code 2. */
export class UsageError extends Error {}

export function numberOption(name: string, value: string, min: number, max: number, isWhole: boolean): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!(number >= min && number <= max) || (isWhole && !Number.isInteger(number))) {
    throw new UsageError(`--${name} ${value}: a ${isWhole ? 'whole ' : ''}number from ${min} to ${max} is needed`);
  }
  return number;
}

export function choiceOption<Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new UsageError(`--${name} ${value}: one of ${choices.join(', ')} is needed`);
  return choice;
}

/** Largest seed: they are stored as exact integers. */
export const maxSeed = 2 ** 32;

/** Runs a command and ends the process with the code it answers: 2 when it fails, with its usage when it was called wrongly. */
export async function runCommand(usage: string, command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS');
    console.error(isUsage ? `${message}\nusage: ${usage}` : message);
    process.exitCode = 2;
  }
}
