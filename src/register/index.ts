/** Front door of the register room: the county's households as the national system has them. */
export { Register } from './register.ts';
