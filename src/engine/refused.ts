/**
 * Something that only the engine can do was not done: there is no engine, it refused, or it could not be asked. The first
 * line of the message says why and what to do, for the user; on the lines behind it are the engine's own words.
 */
export class EngineRefused extends Error {}
