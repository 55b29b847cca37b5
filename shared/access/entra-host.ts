/** Hosts of Microsoft Entra, where one address with the name `common` stands for every tenant there is. Azure AD B2C has others. */
const entraHosts: ReadonlySet<string> = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);

/** True where issuers of this host are tenants of Microsoft Entra. */
export function isEntraHost(host: string): boolean {
  return entraHosts.has(host);
}
