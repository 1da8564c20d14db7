/** What a model said, fit to be shown: a character that was cut off or never made whole is a gap, not a riddle. */
export const spoken = (said: string): string => said.replace(/\ufffd+/g, '…');
