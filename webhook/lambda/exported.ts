import type { Handler } from './event.ts'

/** What `import { handler } from 'warrener/webhook/lambda'` gives; `../lambda.ts` says what it is. */
export declare const handler: Handler
export type { Handler, LambdaEvent, LambdaResult } from './event.ts'
