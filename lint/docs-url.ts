/** Where the project lives; the `repository` of package.json says the same, and a test compares them. */
export const repository = 'https://github.com/warrener/warrener'

/** The page of a rule. */
export const docsUrl = (rule: string): string => `${repository}/blob/main/docs/rules/${rule}.md`
