/** Facts that several checks ask for, each found once. */

/** `find` for a zone, a domain or all zones of a run, called once for each; its result is kept as long as the subject is. */
export function once<Subject extends object, Fact extends object>(
  find: (subject: Subject) => Fact,
): (subject: Subject) => Fact {
  const facts = new WeakMap<Subject, Fact>();
  return (subject) => {
    let fact = facts.get(subject);
    if (fact === undefined) {
      fact = find(subject);
      facts.set(subject, fact);
    }
    return fact;
  };
}
