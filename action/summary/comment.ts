/** GitHub takes 65,536 characters; the marker and what ends it take a few. */
export const mostCommentBytes = 60_000
