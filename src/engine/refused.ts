import { printablePluginError } from "../words/plugin-error.ts";

/**
 * The engine could not do its work: it is missing, it refused, or it could not be asked. The first line of the message tells
 * the user why and what to do; the engine's own output follows it.
 */
export class EngineRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(printablePluginError(message), options);
  }
}
