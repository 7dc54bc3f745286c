package io.busha.resourceserver.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.apache.cxf.jaxrs.model.wadl.WadlGenerator;

/**
 * CXF asks its WADL generator before all filters, wherever it is registered. This one takes its place and answers nothing. Only to be
 * named where a generator was found: CXF's module of service descriptions may be absent.
 */
final class CxfUndescribed extends WadlGenerator {

    @Override
    public void filter(ContainerRequestContext request) {}
}
