/** The desk says the same on its command line. */
export { doctorEnglish } from '@token-desk/contract/words/en/doctor';
