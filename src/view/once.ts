/** Facts that several checks ask for, each found out once. */

/** By what they are about, in the order in which their kinds were named: one table for all, since each costs at every cleaning of memory. */
const facts = new WeakMap<object, unknown[]>();
let kinds = 0;

/** `find` for a zone, a domain, or all zones of a run, called once for each and its result kept as long as that is. */
export function once<Subject extends object, Fact extends object>(
  find: (subject: Subject) => Fact,
): (subject: Subject) => Fact {
  const kind = kinds++;
  return (subject) => {
    let known = facts.get(subject);
    if (known === undefined) {
      known = new Array(kinds).fill(undefined);
      facts.set(subject, known);
    }
    const fact = (known[kind] as Fact | undefined) ?? find(subject);
    known[kind] = fact;
    return fact;
  };
}
