declare module 'virtual:sample-policy' {
  const text: string
  export default text
}
