/** The card of a desk: a page to be printed and kept beside the reader. */
export const cardEnglish = {
  title: (desk: string) => `Desk ${desk}`,
  of: (tenant: string, server: string) => `of ${tenant}, at ${server}`,
  compare: 'Compare these letters with the tab when it asks for them. If one differs, do not use this desk.',
  made: 'Whoever pairs the desk anew prints a new card: the letters are others then.',
};

export type CardStrings = typeof cardEnglish;
