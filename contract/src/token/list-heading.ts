/**
 * Headings that vendors and offices write above serials, without case, accents, blanks and signs:
 * `Serial No.`, `S/N`, `serial_number`, `Serien-Nr.` and `Token serial number` are one.
 */
const serialNames = [
  'serial',
  'serials',
  'serialno',
  'serialnr',
  'serialnum',
  'serialnumber',
  'serialnumbers',
  'serialid',
  'sn',
  'snr',
  'seriennummer',
  'seriennummern',
  'seriennr',
  'geratenummer',
  'numerodeserie',
  'noserie',
  'nodeserie',
  'ndeserie',
  'numerodiserie',
  'matricola',
  'serienummer',
  'serienr',
  'numerseryjny',
  'nrseryjny',
  'numeroserie',
];
/** What stands before or after the name and says nothing more. */
const around = /^(token|device|hardware|oath|otp|totp|product|gerate|gerat)+(?=.)|(token|device)$/g;

const bare = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

export const isSerialHeading = (heading: string): boolean => isHeadingOf(serialNames, heading);

/** Whether a column is called by one of these names, which are in lower case, letters and digits alone. */
export function isHeadingOf(names: readonly string[], heading: string): boolean {
  const name = bare(heading);
  return names.includes(name) || names.includes(name.replace(around, ''));
}
