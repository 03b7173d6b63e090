export const survivalFormats = ['pretty', 'json', 'markdown'] as const
export type SurvivalFormat = (typeof survivalFormats)[number]
