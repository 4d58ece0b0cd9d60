/** SVG files for the tests of logos. */

/** A logo with which nothing is wrong, or one with other attributes of the root and other content. */
export const logo = (
  attributes = 'version="1.2" baseProfile="tiny-ps" width="128" height="128" viewBox="0 0 64 64"',
  content = '<title>Example, Inc.</title><rect width="64" height="64" fill="#fff"/><path d="M8 8h48v48z"/>',
): string => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`;

/** The same with something after its title. */
export const logoWith = (more: string): string => logo(undefined, `<title>Example, Inc.</title>${more}`);
