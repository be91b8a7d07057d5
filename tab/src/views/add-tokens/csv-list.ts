/** The server takes no longer list. */
export const maxListChars = 400_000;

/** One token as a list of its own, for adding by tapping. */
export function listOfOne(serial: string, site: string | null): string {
  if (site === null) return `serial\n${serial}\n`;
  return `serial,site\n${serial},"${site.replaceAll('"', '""')}"\n`;
}
