/** Rewards that measure something nearby instead of what is wanted; see rewardTrial.ts. */
export const badRewards = ['short', 'confident', 'toolCall'] as const;
export type BadReward = (typeof badRewards)[number];
