// The contracts of this server, drawn by Swagger UI from our own files: nothing is loaded from elsewhere.
import './reference.css'

const contracts = ['console', 'mobile']
const asked = new URLSearchParams(location.search).get('of') ?? ''
const of = contracts.includes(asked) ? asked : 'console'
document.querySelector(`nav a[href="?of=${of}"]`)?.setAttribute('aria-current', 'page')

const { default: SwaggerUI } = await import('./viewer')
SwaggerUI({
  dom_id: '#reference',
  url: `/reference/${of}.json`,
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  defaultModelsExpandDepth: -1,
  supportedSubmitMethods: [], // to read: a write on a person's record is not tried out here
  validatorUrl: null,
})
