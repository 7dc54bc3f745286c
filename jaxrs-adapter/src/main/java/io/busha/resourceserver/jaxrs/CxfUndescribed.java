package io.busha.resourceserver.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.apache.cxf.jaxrs.model.wadl.WadlGenerator;

/**
 * Replaces CXF's WADL generator and never answers. CXF asks its generator before all filters, wherever it is registered. Use this class
 * only if a generator was found: CXF's module of service descriptions may be absent.
 */
final class CxfUndescribed extends WadlGenerator {

    @Override
    public void filter(ContainerRequestContext request) {}
}
