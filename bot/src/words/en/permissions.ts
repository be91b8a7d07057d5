import type { PermissionWords } from '../permission-words.ts';

export const permissionsEn: PermissionWords = {
  'User.Read.All': {
    why: 'to find a person, see that the account is enabled and no guest, who the manager is, which licence and which groups it has',
    without: 'Nothing works: nobody can be found, and no request can be made.',
  },
  'Application.Read.All': {
    why: 'to read who has which app role, what was consented to, and when client secrets end',
    without:
      'Chat cannot see who has which role: nobody can post “notify here”, and cards have no link into the tab.',
  },
  'GroupMember.Read.All': {
    why: 'to read who is in a group that was given an app role, or is in or owns one that can be given an Entra role, or is in one that the policies of text messages and calls name',
    without:
      'In chat, an app role counts only for people who were given it themselves, and nobody is told who counts as an administrator at Microsoft. Whether text messages still mean somebody is not known where a group decides.',
  },
  'UserAuthMethod-SoftwareOATH.Read.All': {
    why: 'to see the ids of a person’s authenticator apps before and after, which proves that Microsoft accepted the token; Graph never returns a secret',
    without: 'The technician says that Microsoft accepted the token, and the audit log says “said”.',
  },
  'UserAuthMethod-HardwareOATH.Read.All': {
    why: 'to see that a loaded token is assigned to its person and activated; Graph never returns a secret',
    without:
      'The technician says that Microsoft accepted a loaded token, and the audit log says “said”. None can be left to a person to activate.',
  },
  'UserAuthenticationMethod.Read.All': {
    why: 'to see how a person can sign in today, and what Microsoft asks for first',
    without:
      'A request does not show whether there is room for one more token, or only a phone so far, nor a second way to sign in. Who needs a token is told by the report alone.',
  },
  'AuditLog.Read.All': {
    why: 'to see whether a person has ever signed in and has registered for resetting their password, how many people at once can sign in, in one report, and who changed how somebody signs in',
    without:
      'A request does not show that somebody’s first sign-in is still to come, or that a sign-in may ask for what resetting a password takes, and many people at once, and who needs a token, take more calls. Nobody is told of changes that technicians made past Token Desk.',
  },
  'Policy.Read.All': {
    why: 'to read whether tokens are allowed and for whom, security defaults and Conditional Access, which hardware tokens the tenant has, and for whom MFA is switched on',
    without:
      'Nobody is told that a policy stands in the way of a token, whether security defaults are on, for whom MFA is still off, or whether text messages still mean somebody. A token counts as loaded by the word of whoever loaded it, and the audit log says “said”; what is left over at Microsoft is told by the inventory alone. That Microsoft’s beta answers in a new way is not noticed.',
  },
  'RoleManagement.Read.Directory': {
    why: 'to read who holds which Entra role, and where',
    without:
      'Nobody is told that a technician lacks the role for a person, or that the person is an administrator. Where people with a role take a second technician, everybody does.',
  },
  'LicenseAssignment.Read.All': {
    why: 'to read whether the tenant has Entra ID P1',
    without: 'The set-up check does not say whether hardware tokens can be used.',
  },
  'User.Read': {
    why: 'to sign in to the tab',
    without: 'The tab cannot sign in.',
  },
  'UserAuthMethod-SoftwareOATH.ReadWrite.All': {
    why: 'to remove a token’s method at Microsoft with the technician’s own rights; they need the Entra role Authentication Administrator besides',
    without: 'The technician removes it on Microsoft’s page, to which the tab links.',
  },
  'UserAuthMethod-HardwareOATH.ReadWrite.All': {
    why: 'to give a loaded token to a person, activate it and take it back, with the technician’s own rights; they need the Entra role Authentication Administrator besides',
    without:
      'Loaded tokens cannot be handed out from the tab; registering a token as an authenticator app goes on.',
  },
  'User.RevokeSessions.All': {
    why: 'to end the sign-ins that are open for whoever lost a token, with the technician’s own rights; they need the Entra role Authentication Administrator besides',
    without:
      'Open sign-ins are ended in the Entra admin center. The lost token’s method is removed all the same.',
  },
  'Policy.ReadWrite.AuthenticationMethod': {
    why: 'to create the device of a token that is loaded, and to delete it, with the stock keeper’s own rights, and to switch MFA on for a person with an administrator’s; both need the Entra role Authentication Policy Administrator besides. Nothing else that it allows is done',
    without:
      'Tokens cannot be loaded from the tab; what is loaded already can be handed out. MFA is switched on in the Entra admin center.',
  },
};
