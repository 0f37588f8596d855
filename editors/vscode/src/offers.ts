// The list of templates as people choose from it. Knows nothing of VS Code, so that it can be tested alone.

/** What the server tells of a template. */
export interface Offer {
  id: string;
  /** `Add init container: wait for a service` */
  title: string;
  purpose: string;
  /** `init container` */
  group: string;
}

/** A group with the templates in it, labelled by what they are for. */
export interface Group {
  group: string;
  offers: (Offer & { label: string })[];
}

/** The groups in the order in which they first occur; what all titles of a group begin with is said once, by the group. */
export function grouped(offers: Offer[]): Group[] {
  const groups: Group[] = [];
  for (const offer of offers) {
    const label = capital(/^Add [^:]*: (.+)$/.exec(offer.title)?.[1] ?? offer.title);
    const group = groups.find(({ group }) => group === offer.group);
    if (group === undefined) {
      groups.push({ group: offer.group, offers: [{ ...offer, label }] });
    } else {
      group.offers.push({ ...offer, label });
    }
  }
  return groups;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
