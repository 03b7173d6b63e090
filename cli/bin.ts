import { main } from './main.ts'

/** Entry of the bundle that the launcher loads. */
void main()
