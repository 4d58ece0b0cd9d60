/** Facts that several checks ask for, each found only once. */

/** `find`, called once for each zone, domain or set of zones; its result is kept as long as that subject. */
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
