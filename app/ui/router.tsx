import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Waiting } from '#platform/ui/States.tsx'
import { App } from './App.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { MissingPage } from './Missing.tsx'

/** The pages under their addresses; hovering over a way to one fetches its code. */
export function makeRouter(pages: Readonly<Record<string, () => Promise<ComponentType>>>) {
  const root = createRootRoute({ component: App, notFoundComponent: MissingPage })
  const children = Object.entries(pages).map(([path, load]) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: lazyRouteComponent(async () => ({ default: await load() })),
    }),
  )
  return createRouter({
    routeTree: root.addChildren(children),
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Waiting shape="page" />,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  })
}
