declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** What we set of https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/ */
  interface Options {
    dom_id: string
    url: string
    deepLinking: boolean
    docExpansion: 'none' | 'list' | 'full'
    filter: boolean
    defaultModelsExpandDepth: number
    supportedSubmitMethods: string[]
    validatorUrl: string | null
  }
  export default function SwaggerUI(options: Options): void
}
