import type {
  Application,
  DirectoryAudit,
  Entity,
  Group,
  HardwareOathAuthenticationMethod,
  HardwareOathTokenAuthenticationMethodDevice,
  ServicePrincipal,
  StrongAuthenticationRequirements,
  User,
} from '@microsoft/microsoft-graph-types-beta';

/** Resources of Graph that are asked for by property, as Microsoft publishes them. */
export type Published = {
  readonly entity: Entity;
  readonly user: User;
  readonly group: Group;
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
  readonly hardwareMethod: HardwareOathAuthenticationMethod;
  readonly requirements: StrongAuthenticationRequirements;
  readonly directoryAudit: DirectoryAudit;
  readonly hardwareDevice: HardwareOathTokenAuthenticationMethodDevice;
};
