export { policyFaultsEn as policyEnglish } from '@token-desk/contract/words/en/policy';
