/**
 * What the codes in the pictures say. The secrets are visibly invented: words, not random letters.
 */
export const seedText =
  'otpauth://totp/Contoso+Ltd%3aana%40contoso.example?secret=notarealsecretaa&issuer=Microsoft';
export const otherSeedText =
  'otpauth://totp/Contoso+Ltd%3aben%40contoso.example?secret=anotherfakekeyaa&issuer=Microsoft';
export const longSeedText =
  'otpauth://totp/Fabrikam+Manufacturing+International%3amaximiliane.oberhuber%40fabrikam.example?secret=thisisonlyapracticesecretaaaaaaa&issuer=Microsoft';
export const pushText =
  'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fmobileappcommunicator.contoso.example%2fmac%2fMobileAppCommunicator.svc%2f000000';
export const linkText = 'https://contoso.example/get-the-app';
