/** A path into a value: map keys and list indices, outermost first. */
export type Path = readonly (string | number)[];
