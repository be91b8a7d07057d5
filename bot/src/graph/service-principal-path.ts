/** Where Graph has an application as it is in this tenant, with these of its properties. */
export const servicePrincipalPath = (appId: string, properties: string): string =>
  `/v1.0/servicePrincipals(appId='${encodeURIComponent(appId)}')?$select=${properties}`;
