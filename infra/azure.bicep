// One web app that serves bot, API and tab, and the bot registration that points at it.
param location string = resourceGroup().location
param resourceBaseName string
param botAadAppClientId string
@secure()
param botAadAppClientSecret string
param aadAppClientId string
@secure()
param aadAppClientSecret string
param tenantId string = tenant().tenantId
param tenantName string
param teamsAppId string
param sites string
// PostgreSQL. There is no default: App Service keeps its files on a network share, where SQLite is not safe.
@secure()
param databaseUrl string
param sku string = 'B1'

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  sku: { name: sku }
  kind: 'linux'
  properties: { reserved: true }
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'NODE|22-lts'
      alwaysOn: true
      webSocketsEnabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/health'
      appCommandLine: 'node bot/dist/main.js'
      appSettings: [
        { name: 'HOST', value: '0.0.0.0' }
        { name: 'PUBLIC_URL', value: 'https://${resourceBaseName}.azurewebsites.net' }
        { name: 'MICROSOFT_APP_ID', value: botAadAppClientId }
        { name: 'MICROSOFT_APP_PASSWORD', value: botAadAppClientSecret }
        { name: 'TEAMS_APP_ID', value: teamsAppId }
        { name: 'TENANT_ID', value: tenantId }
        { name: 'TENANT_NAME', value: tenantName }
        { name: 'TAB_CLIENT_ID', value: aadAppClientId }
        { name: 'GRAPH_CLIENT_ID', value: aadAppClientId }
        { name: 'GRAPH_CLIENT_SECRET', value: aadAppClientSecret }
        { name: 'DATABASE_URL', value: databaseUrl }
        { name: 'SITES', value: sites }
      ]
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: resourceBaseName
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Token Desk'
    endpoint: 'https://${web.properties.defaultHostName}/api/messages'
    msaAppId: botAadAppClientId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenantId
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel' }
}

output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = web.id
output PUBLIC_DOMAIN string = web.properties.defaultHostName
output PUBLIC_URL string = 'https://${web.properties.defaultHostName}'
