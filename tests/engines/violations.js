// The first script of each page under test: keeps what violates the Content Security Policy, from page to page.
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  const seen = [...window.violations(), `${effectiveDirective} ${blockedURI}`];
  sessionStorage.setItem('violations', JSON.stringify(seen));
});
window.violations = () => JSON.parse(sessionStorage.getItem('violations') ?? '[]');
